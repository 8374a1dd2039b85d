<#
.SYNOPSIS
Puts MiaIa to use on this PC. The work is done by "miaia setup", which says each step.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Sierra C:\SierraChart
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Undo
#>
[CmdletBinding()]
param(
    # Sierra Chart's folder or its ACS_Source, where it is not C:\SierraChart.
    [string] $Sierra,
    # Where journal and logs are to lie, where that is not MiaIa in the folder for local program files. The tokens always lie there.
    [string] $DataFolder,
    # Take back what an earlier run has done.
    [switch] $Undo
)

$ErrorActionPreference = 'Stop'
$folder = Join-Path $PSScriptRoot 'cli'
$program = Join-Path $folder 'miaia.exe'
if (-not (Test-Path -LiteralPath $program)) {
    # PowerShell also runs where programs have no ending.
    $program = Join-Path $folder 'miaia'
}
if (-not (Test-Path -LiteralPath $program)) {
    [Console]::Error.WriteLine("There is no cli\miaia.exe beside this script: unpack the whole package first.")
    exit 2
}

$arguments = @('setup', '--package', $PSScriptRoot)
if ($Sierra) { $arguments += @('--sierra', $Sierra) }
if ($DataFolder) { $arguments += @('--data', $DataFolder) }
if ($Undo) { $arguments += '--undo' }
& $program @arguments
exit $LASTEXITCODE
