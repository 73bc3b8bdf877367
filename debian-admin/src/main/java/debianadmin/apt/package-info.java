/// Packages: dpkg's facts, read from its own files, and apt-get, which changes them.
package debianadmin.apt;
