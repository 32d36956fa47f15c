-- Accounts and rights. Safe to run again: passwords are set anew.
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

-- API Manager: apimgtdb
GRANT ALL PRIVILEGES ON `apimgtdb`.* TO 'wso2am'@'10.0.1.12' IDENTIFIED BY '@{sql:db.am}';
GRANT ALL PRIVILEGES ON `apimgtdb`.* TO 'wso2am'@'10.0.1.13' IDENTIFIED BY '@{sql:db.am}';

-- Users and permissions: userdb
GRANT ALL PRIVILEGES ON `userdb`.* TO 'wso2um'@'10.0.1.11' IDENTIFIED BY '@{sql:db.um}';
GRANT ALL PRIVILEGES ON `userdb`.* TO 'wso2um'@'10.0.1.12' IDENTIFIED BY '@{sql:db.um}';
GRANT ALL PRIVILEGES ON `userdb`.* TO 'wso2um'@'10.0.1.13' IDENTIFIED BY '@{sql:db.um}';

-- Shared registry: regdb
GRANT ALL PRIVILEGES ON `regdb`.* TO 'wso2reg'@'10.0.1.11' IDENTIFIED BY '@{sql:db.reg}';
GRANT ALL PRIVILEGES ON `regdb`.* TO 'wso2reg'@'10.0.1.12' IDENTIFIED BY '@{sql:db.reg}';
GRANT ALL PRIVILEGES ON `regdb`.* TO 'wso2reg'@'10.0.1.13' IDENTIFIED BY '@{sql:db.reg}';

-- Statistics: statdb
GRANT ALL PRIVILEGES ON `statdb`.* TO 'wso2stats'@'10.0.1.13' IDENTIFIED BY '@{sql:db.stats}';
GRANT ALL PRIVILEGES ON `statdb`.* TO 'wso2stats'@'10.0.2.22' IDENTIFIED BY '@{sql:db.stats}';
