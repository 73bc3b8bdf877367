package debianadmin.file;

/// What a path is to have beside its content.
public sealed interface FileOption permits Attributes.Wish, Check {}
