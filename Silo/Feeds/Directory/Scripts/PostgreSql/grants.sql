grant select, insert, update, delete, truncate on directory, directory_links, directory_form to :application;
