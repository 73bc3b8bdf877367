/// Files, directories and symbolic links with a wanted content, mode and owner; and what a preview
/// foresees of them. Knows nothing of packages, units or accounts.
package debianadmin.file;
