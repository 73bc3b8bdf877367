package troops.cli.repository;

import java.nio.file.Path;

/// A revision that may be deployed next.
///
/// @param branch the branch that it is deployed as
/// @param revision the commit
/// @param from the path of a bare repository on this machine that has it
public record Candidate(String branch, Revision revision, Path from) {}
