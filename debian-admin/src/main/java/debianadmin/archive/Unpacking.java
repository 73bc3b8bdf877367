package debianadmin.archive;

import debianadmin.download.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Unpacks an archive into an empty directory that nobody else can change.
///
/// Nothing is ever written through a link: symbolic links are made when all else is there, and a
/// name below a link or a file is refused. Of modes, the bits for special execution and for writing
/// by others are left out, and the owner can always read and write.
final class Unpacking {
  private static final int MOST_ENTRIES = 2_000_000;
  private static final int OTHERS_WRITE = 0022;

  private final Path directory;
  private final int strip;
  private final long limit;
  private final Ownership ownership;
  private final Progress progress;
  private final Map<EntryPath, Entry.Kind> made = new HashMap<>();
  private final Map<EntryPath, String> links = new LinkedHashMap<>();
  private final Map<EntryPath, Entry> directories = new LinkedHashMap<>();
  private final byte[] buffer = new byte[1 << 16];
  private long written;

  /// @param directory an empty directory
  /// @param strip how many of the first directories of each name are left out
  /// @param limit how many bytes all files may have
  /// @param ownership whom all of it will belong to
  /// @param progress hears how far it is
  Unpacking(Path directory, int strip, long limit, Ownership ownership, Progress progress) {
    this.directory = directory;
    this.strip = strip;
    this.limit = limit;
    this.ownership = ownership;
    this.progress = progress;
  }

  /// Unpacks all of it.
  ///
  /// @param entries the entries
  /// @throws Refused if one of them is refused
  /// @throws IOException if the archive is damaged, or the file system refuses
  void unpack(Entries entries) throws IOException {
    made.put(new EntryPath(List.of()), Entry.Kind.DIRECTORY);
    int count = 0;
    for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
      if (++count > MOST_ENTRIES) {
        throw new Refused(entry.name(), "is one of more than " + MOST_ENTRIES + " entries");
      }
      progress.at(written, -1);
      EntryPath path = EntryPath.parse(entry.name(), strip);
      if (entry.kind() == Entry.Kind.SPECIAL) {
        throw new Refused(entry.name(), "is neither a file, a directory nor a link");
      }
      if (path.isTop()) {
        refuseFileAtTop(entry);
      } else {
        take(path, entry, entries);
      }
    }
    if (made.size() == 1) {
      throw new IOException(
          count == 0
              ? "an empty archive"
              : "nothing is left without the first " + strip + " directories of each name");
    }
    finish();
  }

  private void refuseFileAtTop(Entry entry) throws Refused {
    if (entry.kind() != Entry.Kind.DIRECTORY && strip == 0) {
      throw new Refused(entry.name(), "is no name of a file");
    }
  }

  private void take(EntryPath path, Entry entry, Entries entries) throws IOException {
    makeParents(path.parent(), entry);
    Entry.Kind before = made.get(path);
    boolean isDirectory = entry.kind() == Entry.Kind.DIRECTORY;
    if (before != null && !(isDirectory && before == Entry.Kind.DIRECTORY)) {
      throw new Refused(entry.name(), "is there twice");
    }
    switch (entry.kind()) {
      case DIRECTORY -> {
        if (before == null) {
          Files.createDirectory(at(path));
        }
        directories.put(path, entry);
      }
      case FILE -> write(path, entry, entries.content());
      case HARD_LINK -> link(path, entry);
      case SYMBOLIC_LINK -> {
        path.checkLink(entry.target());
        links.put(path, entry.target());
      }
      case SPECIAL -> throw new IllegalStateException("refused before");
    }
    made.put(path, entry.kind());
  }

  private void makeParents(EntryPath parent, Entry entry) throws IOException {
    Entry.Kind kind = made.get(parent);
    if (kind == Entry.Kind.DIRECTORY) {
      return;
    }
    if (kind != null) {
      throw new Refused(entry.name(), "lies below what is no directory");
    }
    makeParents(parent.parent(), entry);
    Files.createDirectory(at(parent));
    Entry implied = new Entry(parent.toString(), Entry.Kind.DIRECTORY, -1, 0, "", entry.time());
    directories.put(parent, implied);
    made.put(parent, Entry.Kind.DIRECTORY);
  }

  private void write(EntryPath path, Entry entry, InputStream content) throws IOException {
    Path file = at(path);
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        written += n;
        if (written > limit) {
          throw new Refused(
              entry.name(), "goes beyond the limit of " + Progress.bytes(limit) + " unpacked");
        }
        out.write(buffer, 0, n);
        progress.at(written, -1);
      }
    }
    set(file, entry.mode() < 0 ? 0644 : (entry.mode() & ~OTHERS_WRITE) | 0600, entry.time());
  }

  private void link(EntryPath path, Entry entry) throws IOException {
    EntryPath target = EntryPath.parse(entry.target(), strip);
    if (made.get(target) != Entry.Kind.FILE && made.get(target) != Entry.Kind.HARD_LINK) {
      throw new Refused(
          entry.name(), "is a hard link to what is no file of the archive: " + entry.target());
    }
    Files.createLink(at(path), at(target));
  }

  /// Links come last, so that nothing can be written through one; directories then, the deepest
  /// first, because what is made in one changes its time.
  private void finish() throws IOException {
    for (Map.Entry<EntryPath, String> link : links.entrySet()) {
      Path place = at(link.getKey());
      Files.createSymbolicLink(place, Path.of(link.getValue()));
      ownership.give(place);
    }
    List<Map.Entry<EntryPath, Entry>> all = new ArrayList<>(directories.entrySet());
    all.sort((one, other) -> other.getKey().names().size() - one.getKey().names().size());
    for (Map.Entry<EntryPath, Entry> one : all) {
      Entry entry = one.getValue();
      int mode = entry.mode() < 0 ? 0755 : (entry.mode() & ~OTHERS_WRITE) | 0700;
      set(at(one.getKey()), mode, entry.time());
    }
    ownership.give(directory);
  }

  private void set(Path path, int mode, FileTime time) throws IOException {
    ownership.give(path);
    Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    Files.setLastModifiedTime(path, time);
  }

  private Path at(EntryPath path) {
    Path place = directory;
    for (String name : path.names()) {
      place = place.resolve(name);
    }
    return place;
  }
}
