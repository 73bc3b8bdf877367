package debianadmin.download;

import debianadmin.file.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import machine.Machine;
import machine.MachineException;

/// A file that comes from elsewhere, and is known by its SHA-256.
public final class RemoteFile implements Fetched {
  private static final int CHUNK = 1 << 16;

  private final Machine machine;
  private final Address address;
  private final Sha256 wanted;
  private final Cache cache;
  private final Map<String, String> environment;
  private final Patience patience;
  private String found = "";

  /// A file to be had from an address.
  ///
  /// @param machine whose cache it is fetched into
  /// @param address where it comes from
  /// @param wanted its digest
  /// @param environment the variables that may name a proxy
  public RemoteFile(
      Machine machine, Address address, Sha256 wanted, Map<String, String> environment) {
    this(machine, address, wanted, environment, Patience.USUAL);
  }

  RemoteFile(
      Machine machine,
      Address address,
      Sha256 wanted,
      Map<String, String> environment,
      Patience patience) {
    this.machine = machine;
    this.address = address;
    this.wanted = wanted;
    this.cache = Cache.of(machine);
    this.environment = environment;
    this.patience = patience;
  }

  @Override
  public boolean isIn(Path path) throws IOException {
    Sha256 digest = cache.known(path);
    if (digest == null) {
      Progress progress = new Progress(machine.listener(), "comparing " + path, patience.word());
      digest = Sha256.of(path, progress);
      cache.know(path, digest);
    }
    found = digest.equals(wanted) ? "" : ", was " + digest.brief();
    return found.isEmpty();
  }

  @Override
  public String words() {
    return "from " + address + ", SHA-256 " + wanted.brief() + found;
  }

  @Override
  public Path fetch() throws IOException {
    Path whole = cache.file(wanted.hex());
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      // Nobody else can write there; it was looked at when it got its name.
      return whole;
    }
    try (Partial partial = Partial.open(cache, wanted)) {
      bring(partial);
      Sha256 digest = partial.digest();
      if (!digest.equals(wanted) && partial.isPatched()) {
        // The parts may be of two files: the whole of one tells.
        partial.restart(address.text(), null);
        bring(partial);
        digest = partial.digest();
      }
      if (!digest.equals(wanted)) {
        long length = partial.length();
        partial.remove();
        throw new MachineException(
            address
                + ": not the wanted file: SHA-256 "
                + digest
                + " ("
                + Progress.bytes(length)
                + "), wanted "
                + wanted,
            "is it another version? compare with what its publisher names; nothing was placed");
      }
      partial.complete(whole);
    }
    return whole;
  }

  private void bring(Partial partial) throws IOException {
    Optional<String> path = address.path();
    if (path.isEmpty()) {
      EnvironmentProxy proxies = new EnvironmentProxy(environment);
      Transfer.carryOut(address, partial, machine, proxies, patience);
      return;
    }
    partial.restart(address.text(), null);
    Path source = machine.path(path.get());
    if (!Files.isRegularFile(source)) {
      throw new MachineException(
          address + (Files.exists(source) ? ": not a file" : ": no such file: " + source),
          "is the path right?");
    }
    Progress progress = new Progress(machine.listener(), "reading " + address, patience.word());
    long total = Files.size(source);
    Transfer.needRoom(partial, total);
    try (InputStream in = Files.newInputStream(source)) {
      byte[] buffer = new byte[CHUNK];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        partial.add(ByteBuffer.wrap(buffer, 0, n));
        progress.at(partial.length(), total);
      }
    }
  }

  @Override
  public void placed(Path path) throws IOException {
    cache.know(path, wanted);
    discard();
  }

  /// Removes what was fetched from the cache.
  ///
  /// @throws IOException if the file system refuses
  public void discard() throws IOException {
    Files.deleteIfExists(cache.file(wanted.hex()));
  }
}
