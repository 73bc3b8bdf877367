/// What fstab(5) is about: file systems that are mounted and swap space, now and at boot; and what
/// of the kernel a container can't change.
package debianadmin.mount;
