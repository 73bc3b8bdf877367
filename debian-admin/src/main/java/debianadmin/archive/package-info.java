/// Archives that are unpacked into a directory of their own: what their entries are, which of them
/// are refused, and whether what was unpacked is still as it was. Doesn't know where archives come
/// from.
package debianadmin.archive;
