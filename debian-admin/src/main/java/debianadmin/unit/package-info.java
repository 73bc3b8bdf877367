/// Units of systemd: what systemctl tells of them, and what brings them into a wanted state.
package debianadmin.unit;
