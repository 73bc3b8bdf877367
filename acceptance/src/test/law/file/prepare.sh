touch /etc/unwanted
