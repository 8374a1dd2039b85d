@echo off
rem Starts engine and bridge, each in a small window that shows its log; Ctrl+C there, or closing it, stops the program.
start "MiaIa engine" /min /d "%~dp0engine" "%~dp0engine\MiaIa.Engine.Host.exe"
start "MiaIa bridge" /min /d "%~dp0bridge" "%~dp0bridge\MiaIa.Bridge.exe"
