#!/usr/bin/env bash
# Makes the initial migration of each provider anew from the model. Only until the first release:
# afterwards a change of the model is a new migration for each provider.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet tool restore >/dev/null
rm -rf Portal.Data/Providers/*/Migrations
dotnet build Portal.Data -v q --nologo
for provider in Sqlite SqlServer PostgreSql; do
  # Without --namespace: with one, the tool puts the snapshot into folders of its own.
  dotnet ef migrations add Initial --no-build --project Portal.Data --startup-project Portal.Data \
    --context "${provider}DbContext" --output-dir "Providers/$provider/Migrations"
  dotnet build Portal.Data -v q --nologo
done
