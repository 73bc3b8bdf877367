touch /etc/unwanted
printf 'debug on\n# BEGIN old\nx\n# END old\n' >/etc/law.conf
