echo HELLO >/etc/motd
chown root /etc/token
echo >>/etc/sudoers.d/law
chmod 0700 /usr/local/bin/tool
chgrp root /srv/www/site
ln -sfn debian_version /etc/law-release
mkdir /etc/unwanted
sed -i 's/^PermitRootLogin .*/PermitRootLogin yes/' /etc/ssh/sshd_config
echo 'debug off' >>/etc/law.conf
sed -i '/b.example.com/d' /etc/hosts
printf '# BEGIN old\n# END old\n' >>/etc/law.conf
touch /srv/site/extra
chmod a-x /srv/site/bin/hello
mkdir -p /opt/old/sub
sed -i s/8080/8081/ /etc/site.conf
