/// Files that come from elsewhere and are known by their SHA-256: fetching them by HTTP or from the
/// machine's own files, going on where an earlier attempt ended, and believing nothing but the
/// digest. Doesn't know what they are for.
package debianadmin.download;
