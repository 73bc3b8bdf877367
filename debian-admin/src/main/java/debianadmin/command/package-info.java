/// Programs that a person names, and the conditions under which they are run. Knows what a
/// condition and a program are; doesn't know what any program does.
package debianadmin.command;
