#!/bin/sh
# newer-releases.sh PACKAGE VERSION: installs that version of a package from the release of Debian that has it.
set -eu
package=$1 version=$2
sources=/etc/apt/sources.list.d/newer.list
awk '$1 == "deb" && $3 !~ /-/ { for (n = split("testing unstable", suites, " "); n > 0; n--) print "deb", $2, suites[n], "main" }' \
  /etc/apt/sources.list >"$sources"
apt-get update -qq
exact=$(apt-cache madison "$package" | awk -v wanted="$version-" 'index($3, wanted) == 1 { print $3; exit }')
if [ "$exact" = "" ]; then
  echo "Debian has no $package $version now, but: $(apt-cache madison "$package" | awk '{ printf "%s ", $3 }'). Name one of them in infra/images/images.env." >&2
  exit 1
fi
apt-get install -y -qq --no-install-recommends "$package=$exact" systemd-standalone-sysusers >/dev/null
rm "$sources"
apt-get update -qq
