package debianadmin.text;

import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import debianadmin.file.Spot;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import machine.Decision;
import machine.Machine;

/// The lines of a text file, of which some are to be changed; all others are kept byte for byte.
public final class TextFile {
  private final List<byte[]> lines;

  private TextFile(List<byte[]> lines) {
    this.lines = lines;
  }

  /// Reads a file.
  ///
  /// @param machine the machine
  /// @param path the file
  /// @return its lines; none if there is no such file
  /// @throws IOException if it can't be read
  public static TextFile read(Machine machine, String path) throws IOException {
    Path file = machine.place(path);
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      if (Files.exists(file)) {
        throw Spot.unreadable(file, e);
      }
      return of(new byte[0]);
    }
  }

  /// Splits a content.
  ///
  /// @param content the bytes of a file
  /// @return its lines
  public static TextFile of(byte[] content) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(Arrays.copyOfRange(content, start, i + 1));
        start = i + 1;
      }
    }
    if (start < content.length) {
      lines.add(Arrays.copyOfRange(content, start, content.length));
    }
    return new TextFile(lines);
  }

  /// How many lines there are.
  ///
  /// @return their number
  public int size() {
    return lines.size();
  }

  /// A line, without its end.
  ///
  /// @param i its number, from 0
  /// @return its text
  public String text(int i) {
    byte[] line = lines.get(i);
    int end = line.length;
    if (end > 0 && line[end - 1] == '\n') {
      end--;
    }
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }

  /// Splits a text at spaces and tabs.
  ///
  /// @param text a line
  /// @return its words; none if there is nothing else in it
  public static List<String> words(String text) {
    List<String> all = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || " \t\r".indexOf(text.charAt(i)) >= 0;
      if (!blank && start < 0) {
        start = i;
      } else if (blank && start >= 0) {
        all.add(text.substring(start, i));
        start = -1;
      }
    }
    return all;
  }

  /// Changes a line.
  ///
  /// @param i its number, from 0
  /// @param text its new text, without the end
  public void set(int i, String text) {
    lines.set(i, bytes(text));
  }

  /// Puts a line before another one.
  ///
  /// @param i the number of the other one; the number of lines, to add it at the end
  /// @param text its text, without the end
  public void add(int i, String text) {
    if (i > 0) {
      byte[] before = lines.get(i - 1);
      if (before[before.length - 1] != '\n') {
        byte[] ended = Arrays.copyOf(before, before.length + 1);
        ended[before.length] = '\n';
        lines.set(i - 1, ended);
      }
    }
    lines.add(i, bytes(text));
  }

  /// Removes a line.
  ///
  /// @param i its number, from 0
  public void remove(int i) {
    lines.remove(i);
  }

  private static byte[] bytes(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The whole content.
  ///
  /// @return its bytes
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(line);
    }
    return all.toByteArray();
  }

  /// Decides whether a file is to get these lines as its content.
  ///
  /// @param machine the machine
  /// @param path the file
  /// @return what is to be done
  /// @throws IOException if it can't be read
  public Decision decide(Machine machine, String path) throws IOException {
    return new PlacedFile(path, Content.of(bytes())).decide(machine);
  }
}
