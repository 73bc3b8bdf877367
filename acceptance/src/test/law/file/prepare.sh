touch /etc/unwanted
printf 'debug on\n# BEGIN old\nx\n# END old\n' >/etc/law.conf
mkdir -p /opt/old/sub
touch /opt/old/sub/file
