/// debconf's database of answers: read from its own files, and filled before a package asks. Knows
/// of apt-get only how a program of that family is started.
package debianadmin.apt.debconf;
