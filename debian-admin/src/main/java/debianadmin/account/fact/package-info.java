/// Users and groups as /etc/passwd, group, shadow and gshadow have them, and what an earlier step
/// of a preview would make of them.
package debianadmin.account.fact;
