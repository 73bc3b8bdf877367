package acceptance.bed;

/// A machine that serves Git repositories over SSH, to the user `git`, who can do nothing else
/// there. The workplace may use it; others, once their keys are authorised.
public final class GitHost {
  private static final String HOME = "/srv/git";

  private final DebianNode node;

  GitHost(DebianNode node, String publicKey) {
    this.node = node;
    node.run("useradd", "--create-home", "--home-dir=" + HOME, "--shell=/usr/bin/git-shell", "git")
        .ok();
    authorise(publicKey);
  }

  /// Makes a machine of a bed serve Git repositories.
  public static GitHost on(DebianNode node, Bed bed) {
    return new GitHost(node, bed.publicKey());
  }

  /// The machine.
  public DebianNode node() {
    return node;
  }

  /// Makes an empty repository.
  ///
  /// @return its address, for git
  public String repository(String name) {
    node.run(
            "runuser",
            "-u",
            "git",
            "--",
            "git",
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            HOME + "/" + name + ".git")
        .ok();
    return "git@" + node.name() + ":" + name;
  }

  /// Lets the owner of a key read and write all repositories.
  public void authorise(String publicKey) {
    node.authorise("git", publicKey);
  }

  /// Lets nobody in any more but those who are authorised from now on.
  public void authoriseNobody() {
    node.run("rm", HOME + "/.ssh/authorized_keys").ok();
  }
}
