package troops.cli.repository.remote;

/// Something that a person should hear of, and that stops nothing.
///
/// @param message what is wrong, and where: one line, in lower case but for other programs' words,
///   without a full stop
/// @param hint what to do about it, or an empty string
public record Warning(String message, String hint) {}
