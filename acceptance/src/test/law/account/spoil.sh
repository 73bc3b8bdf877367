old='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFSJBp+R1bdTwEg07+JjmcfP+nsaNmj1EdATPM984LEs old@example.com'
userdel --remove ann
userdel site
usermod --uid 2999 bea
usermod --gid nogroup cem
gpasswd --delete dan adm
# Only one of the two files says it.
sed -i 's/^video:\([^:]*\):\([^:]*\):.*/video:\1:\2:eva/' /etc/gshadow
usermod --shell /bin/bash fay
usermod --home /home/gil gil
rm -r /srv/people
usermod --home /home/ida ida
usermod --comment 'Jan Example,,0123,' jan
usermod --unlock kai
usermod --lock lea
echo mia:hunter3 | chpasswd
useradd --create-home ned
useradd oda
groupdel staff-law
groupmod --gid 3999 number-law
gpasswd --delete ubuntu deploy
gpasswd --add root closed
groupadd unwanted
sed -i 1d /home/pia/.ssh/authorized_keys
chmod 0755 /home/quin/.ssh
chown root /home/ray/.ssh/authorized_keys
echo "$old" >>/home/sam/.ssh/authorized_keys
echo "$old" >>/home/tom/.ssh/authorized_keys
echo "$old" >>/home/una/.ssh/authorized_keys
echo '%deploy ALL=(ALL) NOPASSWD: ALL' >>/etc/sudoers.d/deploy
chmod 0640 /etc/sudoers.d/site
echo '%unwanted ALL=(ALL) ALL' >/etc/sudoers.d/unwanted
