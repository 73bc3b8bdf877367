/// Text files of which some lines are to be changed, and the names that programs accept for files
/// of theirs.
package debianadmin.text;
