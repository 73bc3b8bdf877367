/// Files, directories, symbolic links and trees with a wanted content, mode and owner; and what a
/// preview foresees of them. Knows nothing of packages, units or accounts.
package debianadmin.file;
