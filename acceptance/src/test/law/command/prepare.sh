touch /srv/unwanted
