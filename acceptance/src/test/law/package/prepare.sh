apt-get install --yes chrony
