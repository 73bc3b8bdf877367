package debianadmin.template;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import java.util.List;
import java.util.Map;
import machine.Secret;
import org.jspecify.annotations.Nullable;

/// How a template gets at its values: keys of maps; methods without parameters (so the components
/// of records), getters and fields of objects; never those of the JDK's own types, for `{{length}}`
/// in a section over names is a mistake and not the length of a name.
final class Members extends DefaultCollector implements Mustache.Formatter {
  private boolean metASecret;

  boolean hasMetASecret() {
    return metASecret;
  }

  @Override
  public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
    if (context instanceof Map.Entry<?, ?> && (name.equals("key") || name.equals("value"))) {
      return (entry, key) ->
          key.equals("key")
              ? ((Map.Entry<?, ?>) entry).getKey()
              : ((Map.Entry<?, ?>) entry).getValue();
    }
    boolean isOpaque =
        context instanceof Secret
            || (context.getClass().getName().startsWith("java.")
                && !(context instanceof Map)
                && !(context instanceof List));
    boolean isIndexed = context.getClass().isArray();
    return isOpaque && !isIndexed ? null : super.createFetcher(context, name);
  }

  @Override
  public String format(Object value) {
    if (value instanceof Secret secret) {
      metASecret = true;
      return secret.reveal();
    }
    return String.valueOf(value);
  }
}
