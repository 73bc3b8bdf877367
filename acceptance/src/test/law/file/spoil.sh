echo HELLO >/etc/motd
chown root /etc/token
echo >>/etc/sudoers.d/law
chmod 0700 /usr/local/bin/tool
chgrp root /srv/www/site
ln -sfn debian_version /etc/law-release
mkdir /etc/unwanted
