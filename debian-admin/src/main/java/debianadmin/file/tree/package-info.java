/// Whole trees of files, placed and removed, without crossing into a mount.
package debianadmin.file.tree;
