old='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFSJBp+R1bdTwEg07+JjmcfP+nsaNmj1EdATPM984LEs old@example.com'
for name in kai lea ned oda pia quin ray sam tom una; do
  useradd --create-home $name
done
printf 'kai:hunter2\nlea:hunter2\n' | chpasswd
usermod --lock lea
groupadd unwanted
groupadd closed
for name in tom una; do
  install -d -o $name -g $name -m 0700 /home/$name/.ssh
  echo "$old" >/home/$name/.ssh/authorized_keys
  chown $name:$name /home/$name/.ssh/authorized_keys
done
echo '%unwanted ALL=(ALL) ALL' >/etc/sudoers.d/unwanted
