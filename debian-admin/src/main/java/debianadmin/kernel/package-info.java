/// The kernel's parameters and modules, now and at boot.
package debianadmin.kernel;
