/// Real Debian machines with a network, for tests: nodes that boot in about a second, a workplace
/// to push from, a host that serves Git repositories, links to cut, disks to fill, power to take
/// away. A [acceptance.bed.Bed] is all that one test has; it lives in namespaces of its own, so
/// nothing of it shows on the machine that runs the tests, and the kernel itself clears it away
/// when the test's JVM ends, however that ends. It knows nothing of what the tests try.
@NullMarked
package acceptance.bed;

import org.jspecify.annotations.NullMarked;
