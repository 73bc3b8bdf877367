echo 'Enabled: no' >>/etc/apt/sources.list.d/law.sources
touch /etc/apt/sources.list.d/old.sources /etc/apt/preferences.d/old.pref
rm /etc/apt/preferences.d/law-old.pref
echo 'tzdata tzdata/Areas select Asia' | debconf-set-selections
echo 'law law/password password hunter3' | debconf-set-selections
apt-get remove --yes tmux law-signed law-file
apt-get install --yes --allow-downgrades law-version=1.0 law-release=1.0 law-old=2.0 law-upgraded=1.0 law-purged law-app chrony
apt-get remove --yes law-purged law-app
apt-mark unhold law-held
apt-mark hold law-free
rm -f /var/lib/apt/periodic/update-success-stamp
touch -d '3 days ago' /var/lib/apt/lists
