/// The node's socket: what members of its group ask for through it, pushes above all, and how they
/// are answered. It knows how requests and answers are written; what is carried out, the node
/// knows.
@NullMarked
package troops.cli.node.control;

import org.jspecify.annotations.NullMarked;
