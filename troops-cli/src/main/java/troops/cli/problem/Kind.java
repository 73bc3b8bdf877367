package troops.cli.problem;

/// The kinds of [Problem]. A test provokes each of them.
public enum Kind {
  /// The command line makes no sense.
  USAGE(ExitCode.USAGE),
  /// The place named isn't a Git repository.
  NOT_A_REPOSITORY(ExitCode.FAILED),
  /// The repository has no commit yet.
  EMPTY_REPOSITORY(ExitCode.FAILED),
  /// No commit answers to the revision asked for.
  NO_SUCH_REVISION(ExitCode.FAILED),
  /// The revision has no `deploy.java` where it was looked for.
  NO_DEPLOY_JAVA(ExitCode.FAILED),
  /// A file of the deployment, or of Troops's own state, can't be read or written.
  UNREADABLE(ExitCode.FAILED),
  /// A file would have to be overwritten that is somebody's.
  FILE_EXISTS(ExitCode.FAILED),
  /// Somebody else could have put something where Troops keeps its own things.
  UNSAFE_DIRECTORY(ExitCode.FAILED),
  /// git said no.
  GIT_FAILED(ExitCode.FAILED),
  /// The sources declare a package that belongs to Troops.
  RESERVED_PACKAGE(ExitCode.FAILED),
  /// The sources don't compile.
  COMPILE_ERROR(ExitCode.FAILED),
  /// The sources compile, but a method marked as deployable can't be one.
  BAD_DEPLOYABLE(ExitCode.FAILED),
  /// A line of `requirements.txt` can't be understood.
  BAD_REQUIREMENT(ExitCode.FAILED),
  /// A requirement can't be had.
  UNRESOLVED_REQUIREMENT(ExitCode.FAILED),
  /// A file of settings can't be understood.
  BAD_SETTING(ExitCode.FAILED),
  /// `--only` names nothing that would run here.
  NO_SUCH_DEPLOYABLE(ExitCode.FAILED),
  /// The revision may not be deployed: it is no fast-forward.
  REFUSED(ExitCode.FAILED),
  /// Nothing was ever deployed on this node.
  NOTHING_DEPLOYED(ExitCode.FAILED),
  /// Whoever asks isn't a member of the node's group.
  NOT_A_MEMBER(ExitCode.FAILED),
  /// The node's service doesn't answer.
  NO_SERVICE(ExitCode.FAILED),
  /// This machine is no node.
  NOT_A_NODE(ExitCode.FAILED),
  /// The node has nowhere to pull from.
  NO_REMOTE(ExitCode.FAILED),
  /// No remote could be fetched.
  UNREACHABLE_REMOTES(ExitCode.FAILED),
  /// The commit needs what Troops doesn't fetch: submodules, Git LFS.
  INCOMPLETE_COMMIT(ExitCode.FAILED),
  /// No recorded run, or more than one, is called as somebody said.
  NO_SUCH_RUN(ExitCode.FAILED),
  /// This machine can't be copied, so nothing can be rehearsed on it.
  CANNOT_REHEARSE(ExitCode.FAILED),
  /// Another run holds the lock.
  BUSY(ExitCode.BUSY),
  /// A method of the script threw.
  DEPLOYABLE_FAILED(ExitCode.FAILED),
  /// The run took longer than it may.
  OUT_OF_TIME(ExitCode.FAILED),
  /// The run was ended from within or from without: `System.exit`, a signal.
  ENDED(ExitCode.FAILED),
  /// A fault of Troops itself.
  INTERNAL(ExitCode.FAILED);

  private final ExitCode exitCode;

  Kind(ExitCode exitCode) {
    this.exitCode = exitCode;
  }

  /// What the tool answers to whoever started it.
  ///
  /// @return the exit code
  public ExitCode exitCode() {
    return exitCode;
  }
}
