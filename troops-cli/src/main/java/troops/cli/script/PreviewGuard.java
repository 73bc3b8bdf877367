package troops.cli.script;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the classes of a script fit for previews: before each call by which the script itself
/// would change the machine ([ChangingCalls]), they ask whether this is a preview, which ends
/// there.
///
/// Only calls in the script's own classes are seen: neither what libraries do, nor what is called
/// by reflection.
final class PreviewGuard {
  private static final String MARK = "Ltroops/Previewable;";
  private static final ClassDesc ASKED = ClassDesc.of("machine.NotPreviewable");
  private static final MethodTypeDesc QUESTION =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
  private static final List<String> KNOWN = List.of("troops", "machine", "debianadmin");

  private final Map<String, byte[]> classes;
  private final Map<String, String> paths;
  private final ClassFile files;
  private final Map<String, byte[]> guarded = new LinkedHashMap<>();
  private final Map<String, Unvouched> libraries = new TreeMap<>();
  private final List<Unvouched> allowed = new ArrayList<>();

  /// Looks at the classes of a script.
  ///
  /// @param classes binary name → class file
  /// @param paths package directory and file name → path of the source
  PreviewGuard(Map<String, byte[]> classes, Map<String, String> paths) {
    this.classes = classes;
    this.paths = paths;
    this.files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::own)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    classes.forEach((name, bytes) -> look(name, files.parse(bytes)));
  }

  private @Nullable InputStream own(ClassDesc type) {
    String name = type.descriptorString();
    byte[] bytes = classes.get(name.substring(1, name.length() - 1).replace('/', '.'));
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  /// The classes that differ in a preview.
  ///
  /// @return binary name → class file
  Map<String, byte[]> guarded() {
    return guarded;
  }

  /// What a preview runs without knowing what it does: what is marked, and libraries, of each
  /// package one call.
  List<Unvouched> unvouched() {
    List<Unvouched> all = new ArrayList<>(allowed);
    all.addAll(libraries.values());
    return all;
  }

  private void look(String name, ClassModel type) {
    String path = DeployableScan.path(type, paths);
    boolean isMarked = isMarked(type);
    Set<String> marked = new HashSet<>();
    for (MethodModel method : type.methods()) {
      if (isMarked || isMarked(method)) {
        marked.add(method.methodName().stringValue());
      }
    }
    Set<String> changing = new HashSet<>();
    for (MethodModel method : type.methods()) {
      String its = method.methodName().stringValue();
      boolean isAllowed = isMarked || marked.contains(home(its));
      if (method.code().isPresent() && changes(method.code().get(), path, isAllowed)) {
        changing.add(its);
      }
    }
    if (!changing.isEmpty()) {
      guarded.put(name, files.transformClass(type, guarding(changing, path)));
    }
  }

  private static boolean isMarked(AttributedElement element) {
    for (Annotation annotation :
        element
            .findAttribute(Attributes.runtimeVisibleAnnotations())
            .map(a -> a.annotations())
            .orElse(List.of())) {
      if (annotation.className().stringValue().equals(MARK)) {
        return true;
      }
    }
    return false;
  }

  /// The method that a lambda stands in, by the name that javac gives it: `lambda$motd$0`.
  private static String home(String method) {
    int end = method.lastIndexOf('$');
    return method.startsWith("lambda$") && end > 7 ? method.substring(7, end) : method;
  }

  /// Whether there are calls to be guarded; notes those that nobody can vouch for.
  private boolean changes(CodeModel code, String path, boolean isAllowed) {
    boolean found = false;
    int line = 0;
    for (CodeElement element : code) {
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      String where = path + ":" + line;
      Optional<Call> changing = changing(element);
      if (changing.isPresent() && isAllowed) {
        allowed.add(new Unvouched(changing.get().toString(), "it is marked @Previewable", where));
      }
      found |= changing.isPresent() && !isAllowed;
      calls(element).forEach(call -> noteLibrary(call, where));
    }
    return found;
  }

  private void noteLibrary(Call call, String where) {
    int slash = call.owner().lastIndexOf('/');
    String home = slash < 0 ? "" : call.owner().substring(0, slash).replace('/', '.');
    boolean isOwn = classes.containsKey(call.owner().replace('/', '.'));
    if (isOwn || home.isEmpty() || KNOWN.contains(home) || libraries.containsKey(home)) {
      return;
    }
    if (ClassLoader.getPlatformClassLoader().getResource(call.owner() + ".class") == null) {
      libraries.put(
          home,
          new Unvouched("what " + home + " does", "a preview can't look into libraries", where));
    }
  }

  private static ClassTransform guarding(Set<String> changing, String path) {
    return ClassTransform.transformingMethods(
        method -> changing.contains(method.methodName().stringValue()),
        MethodTransform.transformingCode(CodeTransform.ofStateful(() -> new Guarding(path))));
  }

  /// A call of a method or a constructor.
  ///
  /// @param owner the internal name of the class that it names
  /// @param method the name of the method
  /// @param type its descriptor
  private record Call(String owner, String method, String type) {
    boolean isChanging() {
      return ChangingCalls.contains(owner, method, type);
    }

    /// `Files.writeString`, `new FileWriter`.
    @Override
    public String toString() {
      String simple = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
      return method.equals("<init>") ? "new " + simple : simple + "." + method;
    }
  }

  private static Optional<Call> changing(CodeElement element) {
    return calls(element).stream().filter(Call::isChanging).findFirst();
  }

  /// The calls of an instruction; a reference to a method counts as a call where it is made.
  private static List<Call> calls(CodeElement element) {
    if (element instanceof InvokeInstruction call) {
      return List.of(
          new Call(
              call.owner().asInternalName(), call.name().stringValue(), call.type().stringValue()));
    }
    List<Call> calls = new ArrayList<>();
    if (element instanceof InvokeDynamicInstruction dynamic) {
      for (ConstantDesc argument : dynamic.bootstrapArgs()) {
        if (argument instanceof DirectMethodHandleDesc handle) {
          String owner = handle.owner().descriptorString();
          calls.add(
              new Call(
                  owner.substring(1, owner.length() - 1),
                  handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR
                      ? "<init>"
                      : handle.methodName(),
                  handle.lookupDescriptor()));
        }
      }
    }
    return calls;
  }

  private static final class Guarding implements CodeTransform {
    private final String path;
    private int line;

    Guarding(String path) {
      this.path = path;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LineNumber number) {
        line = number.line();
      }
      changing(element)
          .ifPresent(call ->
              code.ldc(call + " (" + path + ":" + line + ")")
                  .invokestatic(ASKED, "unlessApplying", QUESTION));
      code.with(element);
    }
  }
}
