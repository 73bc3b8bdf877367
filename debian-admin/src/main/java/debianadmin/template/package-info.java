/// Files whose content comes from a template (mustache(5)) and values. Alone in using jmustache,
/// which is loaded when a template is used, and only then.
@NullMarked
package debianadmin.template;

import org.jspecify.annotations.NullMarked;
