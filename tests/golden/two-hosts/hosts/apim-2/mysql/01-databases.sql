-- The databases; those that are there already stay as they are.
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';

-- API Manager
CREATE DATABASE IF NOT EXISTS `apimgtdb` CHARACTER SET latin1;

-- Users and permissions
CREATE DATABASE IF NOT EXISTS `userdb` CHARACTER SET latin1;

-- Shared registry
CREATE DATABASE IF NOT EXISTS `regdb` CHARACTER SET latin1;
