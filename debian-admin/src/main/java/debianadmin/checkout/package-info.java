/// Work trees of Git at a wanted revision, by git(1). Knows which git may be trusted with what;
/// doesn't know what the files are for.
package debianadmin.checkout;
