// Runs the script that follows as if Windows lay in the folder that DDNS_TRAY_ROOT names.
process.env.SystemRoot = process.env.DDNS_TRAY_ROOT;
process.argv.splice(1, 1);
require(process.argv[1]);
