package debianadmin.template;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import machine.Secret;
import org.jspecify.annotations.Nullable;

/// Looks for secrets among values: in maps, lists, arrays and records, all the way down. Whether it
/// is shown what a template came to before, must not depend on which values it uses today.
final class Secrets {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Secrets() {}

  static boolean areIn(Object values) {
    return new Secrets().found(values);
  }

  private boolean found(@Nullable Object value) {
    if (value instanceof Secret) {
      return true;
    }
    if (value == null || !seen.add(value)) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return found(map.values());
    }
    if (value instanceof Object[] array) {
      return found(Arrays.asList(array));
    }
    if (value instanceof Iterable<?> all && !(value instanceof Path)) {
      for (Object one : all) {
        if (found(one)) {
          return true;
        }
      }
    }
    return value instanceof Record all && foundInRecord(all);
  }

  private boolean foundInRecord(Record all) {
    for (RecordComponent component : all.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        if (found(component.getAccessor().invoke(all))) {
          return true;
        }
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Neither can the template get at it.
      }
    }
    return false;
  }
}
