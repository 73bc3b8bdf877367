# Makes small packages, and repositories of them.

# deb DIRECTORY NAME VERSION [FIELD]: a package with a configuration file
deb() {
  made=$(mktemp -d)
  mkdir -p "$made/DEBIAN" "$made/etc" "$1"
  echo "$3" >"$made/etc/$2.conf"
  echo "/etc/$2.conf" >"$made/DEBIAN/conffiles"
  printf 'Package: %s\nVersion: %s\nArchitecture: all\n%s' "$2" "$3" "${4:+$4
}" >"$made/DEBIAN/control"
  printf 'Maintainer: tester <tester@example.com>\nDescription: is there to be installed\n' >>"$made/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$made" "$1/$2_$3_all.deb" >/dev/null
  rm -r "$made"
}

# suite DIRECTORY CODENAME: makes a repository of the packages in a directory
suite() {
  (
    cd "$1"
    mkdir -p "dists/$2/main/binary-amd64"
    list="main/binary-amd64/Packages"
    for file in *.deb; do
      dpkg-deb --field "$file"
      printf 'Filename: %s\nSize: %s\nSHA256: %s\n\n' "$file" "$(stat -c %s "$file")" "$(sha256sum "$file" | cut -d' ' -f1)"
    done >"dists/$2/$list"
    cd "dists/$2"
    printf 'Suite: %s\nCodename: %s\nComponents: main\nArchitectures: amd64\nDate: %s\nSHA256:\n' "$2" "$2" "$(date --utc '+%a, %d %b %Y %T UTC')" >Release
    echo " $(sha256sum "$list" | cut -d' ' -f1) $(stat -c %s "$list") $list" >>Release
  )
}
