package debianadmin.mount;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import machine.Machine;

/// Swap space as it is found: whether a file has been made for it, and whether it is in use.
final class SwapArea {
  private static final byte[] SIGNATURE = "SWAPSPACE2".getBytes(StandardCharsets.ISO_8859_1);

  private SwapArea() {}

  /// Whether a file bears the signature of mkswap(8): at the end of its first page, of which
  /// architectures have different sizes.
  static boolean isIn(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      for (int page = 4096; page <= 65536; page *= 2) {
        byte[] found = new byte[SIGNATURE.length];
        in.seek(page - found.length);
        if (in.read(found) == found.length && Arrays.equals(found, SIGNATURE)) {
          return true;
        }
      }
      return false;
    }
  }

  /// Whether the kernel swaps to a file (proc_swaps(5)).
  static boolean isActive(Machine machine, String path) throws IOException {
    try {
      byte[] swaps = Files.readAllBytes(machine.path("/proc/swaps"));
      return isListed(new String(swaps, StandardCharsets.UTF_8), path);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static boolean isListed(String swaps, String path) {
    for (String line : swaps.split("\n", -1)) {
      int end = line.indexOf(' ') < 0 ? line.indexOf('\t') : line.indexOf(' ');
      if (end > 0 && Octal.unescaped(line.substring(0, end)).equals(path)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an entry of fstab has the kernel swap to a file at boot.
  static boolean isEntry(FstabEntry entry, String path) {
    return entry.type().equals("swap") && entry.device().equals(path);
  }
}
