/// Where apt has its packages from, and which of them it prefers: sources, their keys, and pins, as
/// files below /etc/apt. Knows nothing of packages that are installed.
package debianadmin.apt.source;
