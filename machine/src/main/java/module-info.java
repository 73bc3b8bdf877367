import org.jspecify.annotations.NullMarked;

/// How a program changes a Linux machine honestly: decide first, then act; say what was changed;
/// change nothing while previewing.
@NullMarked
module machine {
  requires static org.jspecify;

  exports machine;
}
