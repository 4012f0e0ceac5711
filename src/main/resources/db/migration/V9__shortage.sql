-- Which disk of a server has too little room to start a deploy, as a sentence; null if none has.
alter table nodes add column shortage text;
