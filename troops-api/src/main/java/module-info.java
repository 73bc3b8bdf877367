import org.jspecify.annotations.NullMarked;

/// What a `deploy.java` imports: which methods deploy something, which roles a node has, and where
/// the repository's own files are.
@NullMarked
module troops {
  requires static org.jspecify;
  requires transitive machine;

  exports troops;
}
