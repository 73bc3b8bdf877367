package troops.cli.script;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Finds the deployables in class files, which keep the order of the source; reflection doesn't.
final class DeployableScan {
  private static final String MARK = "Ltroops/Deployable;";

  private final Map<String, String> paths;

  /// @param paths package directory and file name → path of the source
  DeployableScan(Map<String, String> paths) {
    this.paths = paths;
  }

  List<DeployableMethod> scan(Collection<byte[]> classes, List<Source> order) {
    List<DeployableMethod> found = new ArrayList<>();
    for (byte[] bytes : classes) {
      scan(ClassFile.of().parse(bytes), found);
    }
    List<String> rank = order.stream().map(Source::path).toList();
    found.sort(
        Comparator.comparingInt((DeployableMethod d) -> rank.indexOf(d.file()))
            .thenComparingInt(DeployableMethod::line));
    return found;
  }

  private void scan(ClassModel type, List<DeployableMethod> found) {
    String path = path(type, paths);
    for (MethodModel method : type.methods()) {
      if (method.flags().has(AccessFlag.SYNTHETIC)) {
        // javac's bridge to a method with other types; it bears the same annotations.
        continue;
      }
      List<Annotation> annotations =
          method
              .findAttribute(Attributes.runtimeVisibleAnnotations())
              .map(a -> a.annotations())
              .orElse(List.of());
      for (Annotation annotation : annotations) {
        if (annotation.className().stringValue().equals(MARK)) {
          found.add(deployable(type, method, annotation, path));
        }
      }
    }
  }

  /// The source that a class stands in.
  ///
  /// @param type the class
  /// @param paths package directory and file name → path of the source
  static String path(ClassModel type, Map<String, String> paths) {
    String internal = type.thisClass().asInternalName();
    String folder = internal.substring(0, internal.lastIndexOf('/') + 1);
    String file =
        type.findAttribute(Attributes.sourceFile())
            .map(a -> a.sourceFile().stringValue())
            .orElse("");
    return paths.getOrDefault(folder + file, file);
  }

  private static DeployableMethod deployable(
      ClassModel type, MethodModel method, Annotation annotation, String path) {
    boolean isStatic = method.flags().has(AccessFlag.STATIC);
    DeployableMethod deployable =
        new DeployableMethod(
            type.thisClass().asInternalName().replace('/', '.'),
            method.methodName().stringValue(),
            isStatic,
            roles(annotation),
            path,
            line(method));
    if (!method.methodTypeSymbol().parameterList().isEmpty()) {
      throw bad(deployable, "has parameters", "nobody could say what to pass: take them away");
    }
    if (method.code().isEmpty()) {
      throw bad(deployable, "has no body", "mark the method that implements it");
    }
    if (!isStatic && !canBeMade(type)) {
      throw bad(
          deployable,
          "belongs to a class without a constructor that takes nothing",
          "make the method static, or give the class such a constructor; an inner class must be static");
    }
    return deployable;
  }

  private static boolean canBeMade(ClassModel type) {
    if (type.flags().has(AccessFlag.ABSTRACT) || type.flags().has(AccessFlag.INTERFACE)) {
      return false;
    }
    for (MethodModel method : type.methods()) {
      if (method.methodName().equalsString("<init>") && method.methodType().equalsString("()V")) {
        return true;
      }
    }
    return false;
  }

  private static Problem bad(DeployableMethod deployable, String what, String hint) {
    return new Problem(
        Kind.BAD_DEPLOYABLE,
        deployable.where() + ": deployable " + deployable.name() + " " + what,
        hint);
  }

  private static int line(MethodModel method) {
    return method
        .findAttribute(Attributes.code())
        .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
        .map(table ->
            table.lineNumbers().stream().mapToInt(LineNumberInfo::lineNumber).min().orElse(0))
        .orElse(0);
  }

  private static List<String> roles(Annotation annotation) {
    List<String> roles = new ArrayList<>();
    for (AnnotationElement element : annotation.elements()) {
      if (element.name().equalsString("roles")
          && element.value() instanceof AnnotationValue.OfArray array) {
        for (AnnotationValue value : array.values()) {
          if (value instanceof AnnotationValue.OfString text) {
            roles.add(text.stringValue());
          }
        }
      }
    }
    return roles;
  }
}
