apt-get remove --yes tmux
apt-get install --yes chrony
