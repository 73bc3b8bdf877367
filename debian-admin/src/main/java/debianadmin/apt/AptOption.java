package debianadmin.apt;

/// What apt-get may do beyond what it does by default.
public enum AptOption {
  /// Bring a package to an older version.
  ALLOW_DOWNGRADE,
  /// Put a package's own configuration files into the place of those that were changed by hand.
  NEW_CONFIGURATION,
  /// Unpack a package again that is there already, but broken.
  REINSTALL
}
