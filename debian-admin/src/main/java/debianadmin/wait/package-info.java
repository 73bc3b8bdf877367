/// Waiting until something is so: a port that accepts connections, an HTTP answer, an active unit,
/// a file. Changes nothing, and knows nothing of what would bring it about.
package debianadmin.wait;
